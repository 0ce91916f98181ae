namespace SmartCity.Projections.Shared;

/// <summary>Files and folders that their owner alone may read and write, durable when the call returns.</summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder where it is missing.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnFile | UnixFileMode.UserExecute);
    }

    /// <summary>Whoever comes first makes it; a file that is there stays as it is.</summary>
    public static void MakeOnce(string file, byte[] content)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        try
        {
            Write(draft, content, FileMode.CreateNew);
            File.Move(draft, file, overwrite: false);
            DurableFolder.Flush(Path.GetDirectoryName(file)!);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Puts the content in place of the file's.</summary>
    public static void Replace(string file, byte[] content)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        Write(draft, content, FileMode.CreateNew);
        File.Move(draft, file, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(file)!);
    }

    /// <summary>Writes it where it is; its entry in the folder is not flushed.</summary>
    public static void Write(string file, byte[] content, FileMode mode)
    {
        using var stream = Open(file, mode, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Opens it; one that is made by this is its owner's alone.</summary>
    public static FileStream Open(string file, FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.ReadWrite, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open) options.UnixCreateMode = OwnFile;
        return new FileStream(file, options);
    }
}
