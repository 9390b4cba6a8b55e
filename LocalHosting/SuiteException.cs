namespace Efficiency.LocalHosting;

/// <summary>A reason why the suite cannot run, as one sentence for whoever started it. Shown without a stack trace.</summary>
public sealed class SuiteException : Exception
{
    public SuiteException(string message)
        : base(message) { }

    public SuiteException(string message, Exception innerException)
        : base(message, innerException) { }
}
