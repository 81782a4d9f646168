using System.Reflection;
using System.Reflection.Emit;

namespace Pipeline.TestSupport;

/// <summary>Reads from compiled code which methods a method names: calls, constructions, delegates.</summary>
public static class MethodCalls
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>The methods named by a method; none when it has no body.</summary>
    public static IEnumerable<MethodBase> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body)
        {
            yield break;
        }

        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? methodArguments = method is { IsGenericMethod: true } ? method.GetGenericArguments() : null;
        for (int at = 0; at < body.Length;)
        {
            int value = body[at++];
            if (value == 0xFE)
            {
                value = 0xFE00 | body[at++];
            }

            OpCode code = Codes[value];
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && Resolve(method.Module, BitConverter.ToInt32(body, at), typeArguments, methodArguments) is { } named)
            {
                yield return named;
            }

            at += SizeOf(code.OperandType, body, at);
        }
    }

    private static MethodBase? Resolve(Module module, int token, Type[]? typeArguments, Type[]? methodArguments) =>
        module.ResolveMember(token, typeArguments, methodArguments) as MethodBase;

    private static int SizeOf(OperandType operand, byte[] body, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(body, at),
        _ => 4,
    };
}
