using System.Runtime.InteropServices;

namespace SmartCity.Projections.Shared;

/// <summary>
/// A renamed file survives a power cut only when its folder was flushed too; .NET opens no folders, so the C library does.
/// On Windows a rename is durable by itself.
/// </summary>
public static class DurableFolder
{
    /// <summary>Makes the folder's entries, and those of the two above it, durable.</summary>
    /// <exception cref="IOException">It cannot be opened or flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        // A folder that was just made is an entry of its parent, and so on up; two levels are made here.
        for (var (path, level) = (folder, 0); level < 3 && path is not null; path = Path.GetDirectoryName(path), level++)
        {
            var handle = Open(path, 0);
            if (handle < 0) throw new IOException($"The folder {path} cannot be opened to flush it.");
            var outcome = Fsync(handle);
            _ = Close(handle);
            if (outcome != 0) throw new IOException($"The folder {path} cannot be flushed.");
        }
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
