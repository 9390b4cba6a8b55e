namespace Efficiency.LocalHosting.Suite;

/// <summary>The pauses between a part's crashes: doubled each time, up to a limit, from the start again once it was steady.</summary>
internal sealed class BackOff(SuiteSettings settings)
{
    private int crashes;

    public TimeSpan Next(TimeSpan ranFor)
    {
        crashes = ranFor >= settings.Steady ? 0 : crashes;
        var pause = settings.FirstBackOff * Math.Pow(2, Math.Min(crashes, 16));
        crashes++;
        return pause < settings.LongestBackOff ? pause : settings.LongestBackOff;
    }
}
