namespace SmartCity.Application.Shared;

/// <summary>The cells of the district's grid (单元网格), for whoever asks what lies in them.</summary>
public interface IGridCells
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>Code of the cell that a point in degrees (WGS 84) lies in; null outside of the district.</summary>
    string? CellOf(double longitude, double latitude);
}
