using Pipeline.Core.Issues;

namespace Pipeline.Functions.Orders.Views;

/// <summary>Something that is wrong with an order, a message or an invoice.</summary>
/// <param name="Code">Stable code; <c>/errors/{code}</c> explains it, unless it is a partner's own.</param>
/// <param name="Where">Element path, document or line it concerns; or null.</param>
/// <param name="Text">The offending text, shortened; null when something is missing.</param>
/// <param name="Expected">What stands there in a good case, or null.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
/// <param name="Severity">info, retry, warning or error.</param>
public sealed record IssueView(string Code, string? Where, string? Text, string? Expected, string Cause, string Remedy, string Severity)
{
    internal static IssueView Of(Issue issue) =>
        new(issue.Code, issue.Where, issue.Text, issue.Expected, issue.Cause, issue.Remedy, issue.Severity);
}
