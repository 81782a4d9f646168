using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Reading;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>What an answer means.</summary>
/// <param name="Answer">The answer, when there is one to read.</param>
/// <param name="Problem">Why it is no success, or null.</param>
/// <param name="Placement"><c>acknowledged</c>, <c>refused</c>, <c>notSent</c> or <c>unknown</c>, for an Order Create.</param>
/// <param name="IsNotFound">Whether it says that there is no such order.</param>
internal sealed record Judgement(WireAnswer? Answer, CallIssue? Problem, string Placement, bool IsNotFound);
