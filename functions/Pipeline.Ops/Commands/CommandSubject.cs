using Pipeline.Core.Audit;

namespace Pipeline.Ops.Commands;

/// <summary>What a command does, and to what.</summary>
/// <param name="Action">As the API's own command is called, for example <c>flow.run</c>.</param>
/// <param name="Id">Id of the thing; its kind is the action's first word.</param>
internal sealed record CommandSubject(string Action, string Id)
{
    /// <summary>What people call the thing, or null when its id says it.</summary>
    public string? Label { get; init; }

    /// <summary>Why, in the person's words; null where nobody asks.</summary>
    public string? Reason { get; init; }

    /// <summary>What the thing was like before, in one line; null where it does not matter.</summary>
    public string? Before { get; init; }

    /// <summary>The thing.</summary>
    public AuditSubject On => new(Action[..Action.IndexOf('.', StringComparison.Ordinal)], Id);
}
