namespace Pipeline.Simulators.IngramMicro.Services.Rules;

/// <summary>Collects the verdicts about one request: one line per rule, breaches of one rule joined.</summary>
internal sealed class RuleSheet
{
    private readonly List<RuleVerdict> verdicts = [];

    /// <summary>The verdicts in the order the rules were looked at.</summary>
    public IReadOnlyList<RuleVerdict> Verdicts => verdicts;

    /// <summary>The first breach, or null.</summary>
    public RuleVerdict? Breach => verdicts.Find(verdict => !verdict.Passed);

    /// <summary>Notes a verdict.</summary>
    /// <returns>Whether the rule is kept.</returns>
    public bool Check(string rule, bool holds, string detail)
    {
        Note(rule, holds, holds ? null : detail);
        return holds;
    }

    /// <summary>Notes a rule that is kept, with a remark.</summary>
    public void Remark(string rule, string remark) => Note(rule, true, remark);

    private void Note(string rule, bool holds, string? detail)
    {
        int place = verdicts.FindIndex(verdict => verdict.Rule == rule);
        if (place < 0)
        {
            verdicts.Add(new RuleVerdict(rule, holds, detail));
            return;
        }

        RuleVerdict known = verdicts[place];
        if (!holds)
        {
            verdicts[place] = known with { Passed = false, Detail = known.Passed ? detail : $"{known.Detail}; {detail}" };
        }
    }
}
