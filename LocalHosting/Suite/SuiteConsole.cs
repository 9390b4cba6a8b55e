namespace Efficiency.LocalHosting.Suite;

/// <summary>One stream of lines from all processes, each with the name of its part in front.</summary>
internal sealed class SuiteConsole(SuiteSettings settings, DataFolder data, int width)
{
    private const string AnnouncedFile = "announced.txt";

    private static readonly int[] Palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

    private readonly Lock gate = new();
    private readonly List<string> announced = [];

    /// <summary>Lines of this run that are to be repeated when the suite is up.</summary>
    public IReadOnlyList<string> Announced
    {
        get
        {
            lock (gate)
            {
                return [.. announced];
            }
        }
    }

    public void Say(string sentence) => Write(settings.Colour ? $"\e[1m{sentence}\e[0m" : sentence);

    public void Line(int part, string name, string text)
    {
        var prefix = name.PadRight(width);
        Write(settings.Colour ? $"\e[{Palette[part % Palette.Length]}m{prefix} |\e[0m {text}" : $"{prefix} | {text}");
        if (settings.Announced is { Length: > 0 } start && text.StartsWith(start, StringComparison.Ordinal))
        {
            lock (gate)
            {
                announced.Add(text);
                data.Replace(AnnouncedFile, data.Read(AnnouncedFile) + text + "\n");
            }
        }
    }

    private void Write(string line)
    {
        lock (gate)
        {
            settings.Output.WriteLine(line);
            settings.Output.Flush();
        }
    }
}
