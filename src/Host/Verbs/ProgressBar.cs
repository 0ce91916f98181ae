using System.Globalization;

namespace SmartCity.Host.Verbs;

/// <summary>How far something is, on standard error: a bar on a terminal, elsewhere a line every tenth.</summary>
internal sealed class ProgressBar(string title)
{
    private const int Width = 30;
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _tenthTold = -1;

    /// <param name="note">What stands behind the bar.</param>
    public void Show(long done, long total, string note)
    {
        var share = total <= 0 ? 1 : Math.Clamp((double)done / total, 0, 1);
        var percent = share.ToString("P0", CultureInfo.InvariantCulture).PadLeft(5);
        if (_terminal)
        {
            var filled = (int)(share * Width);
            var bar = new string('█', filled) + new string('░', Width - filled);
            Console.Error.Write($"\r{title} [{bar}]{percent}  {note}\u001b[K");
        }
        else if ((int)(share * 10) is var tenth && tenth > _tenthTold)
        {
            _tenthTold = tenth;
            Console.Error.WriteLine($"{title}{percent}  {note}");
        }
    }

    public void End()
    {
        if (_terminal) Console.Error.WriteLine();
    }
}
