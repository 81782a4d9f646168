using System.Reflection;

namespace Pipeline.Ops.Tests.Support;

/// <summary>A port whose every call is counted: none of them asks storage more than once for a page.</summary>
public class Counted : DispatchProxy
{
    private object port = null!;
    private Action count = null!;

    /// <summary>The port, counted.</summary>
    public static T Of<T>(T port, Action count)
        where T : class
    {
        T counted = Create<T, Counted>();
        ((Counted)(object)counted).port = port;
        ((Counted)(object)counted).count = count;
        return counted;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        count();
        return targetMethod!.Invoke(port, args);
    }
}
