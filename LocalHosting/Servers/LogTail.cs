namespace Efficiency.LocalHosting.Servers;

/// <summary>Hands lines on and keeps the last ones, so that a failed start can say why.</summary>
internal sealed class LogTail(Action<string> next)
{
    private const int Kept = 8;

    private readonly Queue<string> lines = new();

    public void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > Kept)
            {
                lines.Dequeue();
            }
        }

        next(line);
    }

    public override string ToString()
    {
        lock (lines)
        {
            return string.Join(" | ", lines.Select(line => line.Trim()).Where(line => line.Length > 0));
        }
    }
}
