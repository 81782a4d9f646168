using Pipeline.Core.Audit;

namespace Pipeline.Ops.Commands;

/// <summary>What became of a command.</summary>
/// <param name="Address">Where the answer is shown, with its sentence; see <see cref="OpsCommands.Done"/>.</param>
internal sealed record CommandResult(string Address)
{
    /// <summary>What the thing is like after it, in one line; null where it does not matter.</summary>
    public string? After { get; init; }

    /// <summary>Id of the run that it started or steered, or null.</summary>
    public string? Run { get; init; }

    /// <summary>Whether it was done.</summary>
    public AuditResult Result { get; init; } = AuditResult.Done;

    /// <summary>Code of the issue for which it was refused, or null.</summary>
    public string? Code { get; init; }
}
