namespace Pipeline.TestSupport.Descriptions;

/// <summary>A test that needs the vendor's descriptions of the Mirakl seller API, and is skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MiraklFactAttribute : FactAttribute
{
    public MiraklFactAttribute() => Skip = MiraklDescription.Find() is null ? MiraklDescription.Missing : null;
}
