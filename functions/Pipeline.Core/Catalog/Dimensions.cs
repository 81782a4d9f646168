namespace Pipeline.Core.Catalog;

/// <summary>Weight and size of one packed piece; null where the file says nothing or zero.</summary>
public sealed record Dimensions
{
    /// <summary>Weight in <see cref="WeightUnit"/>.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Unit of the weight: the row's, else the profile's, for example <c>KG</c>.</summary>
    public string? WeightUnit { get; init; }

    /// <summary>Length in <see cref="DimensionUnit"/>.</summary>
    public decimal? Length { get; init; }

    /// <summary>Width in <see cref="DimensionUnit"/>.</summary>
    public decimal? Width { get; init; }

    /// <summary>Height in <see cref="DimensionUnit"/>.</summary>
    public decimal? Height { get; init; }

    /// <summary>Unit of length, width and height, for example <c>CM</c>.</summary>
    public string? DimensionUnit { get; init; }

    /// <summary>Volume in <see cref="VolumeUnit"/>.</summary>
    public decimal? Volume { get; init; }

    /// <summary>Unit of the volume, for example <c>L</c>.</summary>
    public string? VolumeUnit { get; init; }
}
