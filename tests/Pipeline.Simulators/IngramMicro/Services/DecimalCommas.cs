namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>Where decimals are written with a comma: Genesis did, IM-XML did not.</summary>
public enum DecimalCommas
{
    /// <summary>In P&amp;A answers, as in the sample.</summary>
    Prices,

    /// <summary>Nowhere.</summary>
    Never,

    /// <summary>In P&amp;A answers and in every pushed message.</summary>
    Everywhere,
}
