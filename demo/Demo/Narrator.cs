namespace Efficiency.Demo;

/// <summary>Tells the story as it happens.</summary>
internal sealed class Narrator(TextWriter output)
{
    private int _step;

    public void Step(string title) => output.WriteLine($"\n{++_step}. {title}");

    public void Say(string line) => output.WriteLine($"   {line}");
}
