namespace Pipeline.Core.ErrorGroups;

/// <summary>Told what is wrong with a subject each time that changes, after the change is stored.</summary>
public interface IErrorReporter
{
    /// <summary>
    /// Makes the groups say what the report says: its findings stand, and whatever else stood of the subject is put right.
    /// </summary>
    /// <remarks>
    /// May be repeated, and cut anywhere: the same report again, or the sweep, makes it good. A report that is older than what
    /// was said of the subject before changes nothing.
    /// </remarks>
    Task ReportAsync(ErrorReport report, CancellationToken cancellationToken);
}
