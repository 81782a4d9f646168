namespace Pipeline.Core.Feeds;

/// <summary>The codes of findings and refusals.</summary>
public static class FindingCodes
{
    /// <summary>Warning: the EAN or UPC is no number of the right length with a valid check digit; it is left out.</summary>
    public const string EanInvalid = "EAN_INVALID";
}
