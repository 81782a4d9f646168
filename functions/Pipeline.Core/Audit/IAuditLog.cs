namespace Pipeline.Core.Audit;

/// <summary>Remembers every command: who, when, on what, why, and what came of it. Nothing is ever changed but the outcome.</summary>
public interface IAuditLog
{
    /// <summary>Writes a command down before it is carried out. The first to write an id carries the command out; nobody else does.</summary>
    /// <returns>Null for the first; else the command as it stands, with its outcome if that is known.</returns>
    /// <exception cref="ArgumentException">The id is no UUID of version 7.</exception>
    Task<AuditEntry?> TryBeginAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes down what came of a command that was begun. May be repeated.</summary>
    Task FinishAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>A command; null when there is none of that id.</summary>
    Task<AuditEntry?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of commands, latest first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<AuditEntry>> ListAsync(AuditFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>Removes what is older. May be repeated and cut at any point.</summary>
    /// <returns>Commands removed.</returns>
    Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Which commands to list; null means any.</summary>
/// <param name="By">Only of this person or program.</param>
/// <param name="Action">Only this action.</param>
/// <param name="On">Only about this.</param>
/// <param name="From">Only from this instant on.</param>
/// <param name="To">Only before this instant.</param>
public sealed record AuditFilter(
    string? By = null, string? Action = null, AuditSubject? On = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
