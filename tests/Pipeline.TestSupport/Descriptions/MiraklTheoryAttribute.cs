namespace Pipeline.TestSupport.Descriptions;

/// <summary>A theory that needs the vendor's descriptions of the Mirakl seller API, and is skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MiraklTheoryAttribute : TheoryAttribute
{
    public MiraklTheoryAttribute() => Skip = MiraklDescription.Find() is null ? MiraklDescription.Missing : null;
}
