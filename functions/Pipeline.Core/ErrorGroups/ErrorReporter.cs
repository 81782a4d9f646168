using Pipeline.Core.Errors;

namespace Pipeline.Core.ErrorGroups;

/// <summary>Keeps the groups as the reports say.</summary>
/// <remarks>
/// What is found is listed for its subject, then its record is written, then its group; what is put right goes the other way.
/// So a cut leaves at most a listing too many, and the next report on the subject finishes what it began.
/// </remarks>
public sealed class ErrorReporter(IErrorStore store, TimeProvider clock) : IErrorReporter
{
    /// <inheritdoc/>
    public async Task ReportAsync(ErrorReport report, CancellationToken cancellationToken)
    {
        IReadOnlyList<ErrorListing> listed = await store.ListOfAsync(report.Subject, cancellationToken);
        ErrorFinding[] findings = [.. report.Findings.Where(static finding => finding.Severity is not IssueSeverity.Info).DistinctBy(static finding => finding.GroupId)];
        foreach (ErrorFinding finding in findings)
        {
            _ = await store.UpdateRecordAsync(
                finding.GroupId, report.Subject, before => ErrorRecord.Found(before, report, finding, clock.GetUtcNow()), cancellationToken);
            _ = await store.RefreshAsync(
                finding.GroupId, (group, standing) => Grown(group, standing, report, finding), cancellationToken);
        }

        foreach (ErrorListing gone in listed.ExceptBy(findings.Select(static finding => finding.GroupId), static listing => listing.Group))
        {
            ErrorRecord? record = await store.UpdateRecordAsync(gone.Group, gone.Subject, before => before?.PutRight(report), cancellationToken);
            if (record is { IsOpen: true })
            {
                // Somebody has found it in a later state.
                continue;
            }

            _ = await store.RefreshAsync(gone.Group, (group, standing) => group?.With(standing, report), cancellationToken);
            await store.UnlistAsync(gone, cancellationToken);
        }
    }

    private static ErrorGroup Grown(ErrorGroup? group, IReadOnlyList<ErrorRecord> standing, ErrorReport report, ErrorFinding finding)
    {
        ErrorGroup known = group ?? ErrorGroup.Of(finding, report.AsOf);
        ErrorGroup latest = report.AsOf >= known.LastSeen ? known with { Issue = finding.Issue, Scope = finding.Scope } : known;
        return latest.With(standing, report);
    }
}
