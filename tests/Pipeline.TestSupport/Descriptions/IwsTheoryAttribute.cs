namespace Pipeline.TestSupport.Descriptions;

/// <summary>A theory that needs the vendor's description of Intcomex Web Services, and is skipped where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IwsTheoryAttribute : TheoryAttribute
{
    public IwsTheoryAttribute() => Skip = IwsDescription.Find() is null ? IwsDescription.Missing : null;
}
