using Pipeline.Core.Errors;
using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups;

/// <summary>All that is wrong with one subject at one time; nothing, when all is well again.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="AsOf">When the subject came into this state, UTC; what is older than what was said before is passed over.</param>
/// <param name="Findings">Each with a partner, code and field of its own.</param>
public sealed record ErrorReport(ErrorSubject Subject, DateTimeOffset AsOf, IReadOnlyList<ErrorFinding> Findings)
{
    /// <summary>The execution that found it, or that put it right; else null.</summary>
    public string? Execution { get; init; }
}

/// <summary>One thing that is wrong with a subject.</summary>
/// <param name="Partner">Whose it is: a distributor, a store, or the first part of a flow's code.</param>
/// <param name="Issue">Code and values.</param>
public sealed record ErrorFinding(string Partner, Issue Issue)
{
    /// <summary>What people call the subject, for example an order number.</summary>
    public string? Label { get; init; }

    /// <summary>Name of the field or column at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary>What it is about.</summary>
    public FaultScope Scope { get; init; }

    /// <summary>One of <see cref="IssueSeverity"/>; info is not kept.</summary>
    public string Severity { get; init; } = IssueSeverity.Error;

    /// <summary>How long it is tried again before it is an error.</summary>
    public RetryLimit Limit { get; init; } = RetryLimit.Usual;

    /// <summary>The flow it happened in, or null.</summary>
    public string? Flow { get; init; }

    /// <summary>When it is tried again by itself, UTC; null when it is not, or when nobody knows.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Since when it is so, UTC; null for the time of the report.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The exchanges it rests on.</summary>
    public IReadOnlyList<string> Exchanges { get; init; } = [];

    /// <summary>The group it belongs to.</summary>
    public string GroupId => ErrorGroup.IdOf(Partner, Issue.Code, Field);
}
