using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Awaits what a method returned and gives its value: a plain value, a task, or a task with a value.</summary>
internal static class ResultReader
{
    /// <summary>The reader for a method's return type.</summary>
    public static Func<object?, ValueTask<object?>> For(Type type) => type switch
    {
        _ when type == typeof(Task) => AwaitTaskAsync,
        _ when type == typeof(ValueTask) => returned => AwaitTaskAsync(((ValueTask)returned!).AsTask()),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Task<>) =>
            Generic(nameof(AwaitTaskOfAsync), type),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
            Generic(nameof(AwaitValueTaskOfAsync), type),
        _ => ValueTask.FromResult,
    };

    /// <summary>The type of the value behind a return type; <c>void</c> when there is none.</summary>
    public static Type ValueTypeOf(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) ? typeof(void)
        : type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>)) ? type.GetGenericArguments()[0]
        : type;

    private static Func<object?, ValueTask<object?>> Generic(string reader, Type type) =>
        typeof(ResultReader)
            .GetMethod(reader, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> AwaitTaskAsync(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async ValueTask<object?> AwaitTaskOfAsync<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> AwaitValueTaskOfAsync<T>(object? returned) => await (ValueTask<T>)returned!;
}
