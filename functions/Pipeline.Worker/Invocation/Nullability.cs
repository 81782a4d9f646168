using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Whether a parameter takes null. Asked only when a value is missing, because the answer is slow.</summary>
internal static class Nullability
{
    public static bool AllowsNull(ParameterInfo parameter) =>
        parameter.ParameterType.IsValueType
            ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            : new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
}
