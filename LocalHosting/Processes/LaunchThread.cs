using System.Collections.Concurrent;

namespace Efficiency.LocalHosting.Processes;

/// <summary>
/// The one thread that starts children. Linux delivers the parent-death signal when the <em>thread</em> that forked
/// ends, and threads of the pool end when they are idle: a child started there would be killed out of the blue.
/// </summary>
internal static class LaunchThread
{
    private static readonly BlockingCollection<Action> Work = Start();

    public static T Run<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        });
        return result.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Start()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        {
            IsBackground = true,
            Name = "child launcher",
        };
        thread.Start();
        return work;
    }
}
