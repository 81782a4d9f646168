using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows.Requests;

/// <summary>Says what a flow can do in parts, and what is wrong with a wish.</summary>
public sealed class RunRequestCheck(IEnumerable<IFlowExecutor> runners, TimeProvider clock)
{
    private const int RecordLimit = 100;

    private static readonly (RunParts Part, string Member)[] Members =
        [(RunParts.Window, "from"), (RunParts.Record, "record"), (RunParts.Full, "full"), (RunParts.DryRun, "dryRun")];

    /// <summary>What a flow can do in parts.</summary>
    public RunParts PartsOf(FlowDefinition flow) => runners.LastOrDefault(runner => runner.Runs(flow))?.PartsOf(flow) ?? RunParts.None;

    /// <summary>What is wrong with a wish, by member; empty when it can be done.</summary>
    public IReadOnlyList<Issue> Check(FlowDefinition flow, RunRequest request)
    {
        RunParts parts = PartsOf(flow);
        List<Issue> faults =
        [
            .. Members.Where(member => request.Parts.HasFlag(member.Part) && !parts.HasFlag(member.Part))
                .Select(member => new Issue(IssueCodes.RunPartUnsupported, member.Member == "from" && request.From is null ? "to" : member.Member, member.Member)
                    .With("flow", flow.Code).With("parts", Named(parts))),
        ];
        if (request.From > request.To || request.From > clock.GetUtcNow())
        {
            faults.Add(new Issue(IssueCodes.RunWindowInvalid, "from", $"{request.From:u}"));
        }

        if (request.Record is { } record && (string.IsNullOrWhiteSpace(record) || record.Length > RecordLimit))
        {
            faults.Add(new Issue(IssueCodes.RunRecordInvalid, "record", record).With("limit", RecordLimit));
        }

        return faults;
    }

    private static string Named(RunParts parts) => parts is RunParts.None
        ? "none"
        : string.Join(", ", Members.Where(member => parts.HasFlag(member.Part)).Select(static member => member.Part is RunParts.Window ? "from and to" : member.Member));
}
