namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>What a return, status or rejection code means in this family.</summary>
internal sealed class ReturnCodeEntry
{
    public string Cause { get; set; } = string.Empty;

    public string Remedy { get; set; } = string.Empty;

    /// <summary><c>info</c>, <c>retry</c> or <c>error</c>.</summary>
    public string Severity { get; set; } = "error";

    /// <summary>
    /// What it says about an Order Create: <c>refused</c> (nothing ordered), <c>notSent</c> (try later) or
    /// <c>unknown</c> (ask first).
    /// </summary>
    public string Placement { get; set; } = "refused";

    /// <summary>Whether it answers an inquiry with "there is no such order".</summary>
    public bool NotFound { get; set; }
}
