namespace Pipeline.TestSupport.Descriptions;

/// <summary>A test that needs the vendor's description of Intcomex Web Services, and is skipped where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IwsFactAttribute : FactAttribute
{
    public IwsFactAttribute() => Skip = IwsDescription.Find() is null ? IwsDescription.Missing : null;
}
