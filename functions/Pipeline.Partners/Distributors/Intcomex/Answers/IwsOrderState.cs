namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>Where an order stands: 1 open, 2 in process, 3 back order, 4 ready, 5 invoiced, 6 cancelled, 7 delivered.</summary>
/// <param name="Code">The code; null when it was not said.</param>
/// <param name="Description">Intcomex's words, or null.</param>
internal sealed record IwsOrderState(string? Code, string? Description)
{
    public const string Invoiced = "5";
    public const string Cancelled = "6";
    public const string Delivered = "7";

    /// <summary>Reads it from an object that has it or, in the description of the service, is it.</summary>
    public static IwsOrderState Read(IwsNode node)
    {
        IwsNode status = node.Object("Status") ?? node;
        return new IwsOrderState(status.Text("StatusCode"), status.Text("Description"));
    }
}
