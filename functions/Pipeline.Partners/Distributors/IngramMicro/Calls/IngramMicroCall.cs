using Pipeline.Core.Errors;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>One call of Ingram Micro's services.</summary>
/// <param name="operation">What is asked, for example <c>orderCreate</c>.</param>
/// <param name="subject">Our order number, or null.</param>
/// <param name="profile">How its messages look.</param>
/// <param name="mayRepeat">Whether the service may get it twice.</param>
/// <param name="caller">The caller's wish to stop, without any deadline.</param>
internal sealed class IngramMicroCall(string operation, string? subject, WireProfile profile, bool mayRepeat, CancellationToken caller)
    : PartnerCall(IngramMicroHttp.Partner, operation, subject, caller)
{
    /// <summary>How the last try ended.</summary>
    public Attempt? Last { get; private set; }

    /// <summary>Whether another try is allowed and may change something.</summary>
    public bool IsWorthRepeating => mayRepeat && Last is { Judgement: { IsNotFound: false, Problem.Issue.Severity: IssueSeverity.Retry } };

    /// <inheritdoc/>
    public override void End(CallResult result) => Last = new Attempt(result, new AnswerJudge(profile).Judge(result));
}
