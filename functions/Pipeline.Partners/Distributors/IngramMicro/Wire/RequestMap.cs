namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>How one call is sent.</summary>
internal sealed class RequestMap
{
    /// <summary>Path and query appended to the base address, or empty.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>SOAPAction header without quotes; null for none.</summary>
    public string? SoapAction { get; set; }

    /// <summary>Default namespace of the message; empty for none.</summary>
    public string Namespace { get; set; } = string.Empty;

    /// <summary>Root element below the envelope.</summary>
    public string Root { get; set; } = "BusinessTransactionRequest";

    /// <summary>Word for the transaction mode in the preamble, or null.</summary>
    public string? Mode { get; set; }

    public List<TemplateNode> Body { get; set; } = [];
}
