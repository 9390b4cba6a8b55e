namespace Efficiency.LocalHosting.Suite;

/// <summary>Everything that the suite keeps between runs. One run at a time holds it.</summary>
internal sealed class DataFolder : IDisposable
{
    public const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Others may walk through, as PostgreSQL's account must, but not look around.
    private const UnixFileMode Passage =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold) => (Path, this.hold) = (path, hold);

    public string Path { get; }

    /// <exception cref="SuiteException">Another run holds it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, Passage);
            // The kernel gives the lock back however this process ends.
            var held = new FileStream(
                System.IO.Path.Combine(path, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            return new DataFolder(path, held);
        }
        catch (IOException exception) when (File.Exists(System.IO.Path.Combine(path, "lock")))
        {
            throw new SuiteException(
                $"Another run is using the data in {path}: stop it with ./run --stop, or set EFFICIENCY_DATA to another folder.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SuiteException($"The data folder {path} cannot be written: {exception.Message}", exception);
        }
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Replaces a file as a whole: a reader, or a crash in the middle, sees the old one or the new one.</summary>
    public void Replace(string name, string content)
    {
        var next = PathOf(name + ".next");
        using (
            var stream = new FileStream(
                next,
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = OwnFile,
                }
            )
        )
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(content);
        }

        File.Move(next, PathOf(name), overwrite: true);
    }

    public string? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    public void Dispose() => hold.Dispose();
}
