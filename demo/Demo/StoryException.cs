namespace Efficiency.Demo;

/// <summary>The story cannot be told, or did not turn out as it must.</summary>
internal sealed class StoryException(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
        {
            throw new StoryException(message);
        }
    }
}
