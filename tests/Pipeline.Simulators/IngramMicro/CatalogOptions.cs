namespace Pipeline.Simulators.IngramMicro;

/// <summary>What a generated catalogue is made of.</summary>
public sealed record CatalogOptions
{
    /// <summary>The same seed and the same calls give the same bytes. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Data rows of the first price file (header not counted), exactly. Default 1,000; 0 to 8,000,000.</summary>
    public int Rows { get; init; } = 1_000;

    /// <summary>What may be wrong with the files. Default everything, in realistic shares.</summary>
    public DirtKinds Dirt { get; init; } = DirtKinds.All;

    /// <summary>Factor on the shares of dirt. Default 1; 20 makes a file of a few hundred rows show every kind.</summary>
    public double DirtScale { get; init; } = 1;

    /// <summary>When the first price file is ready. Default the morning of the samples, 2026-03-10 06:00 UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
}
