using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Functions.Settings;

namespace Pipeline.Infra.Tests.Support;

/// <summary>The functions that the code declares.</summary>
internal static class FunctionNames
{
    private static readonly MethodInfo[] Methods =
        [.. typeof(PipelineSettings).Assembly.GetTypes().SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))];

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Methods.Select(static method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>The queues that they wait at, in order.</summary>
    public static IReadOnlyList<string> Queues { get; } =
    [
        .. Methods.SelectMany(static method => method.GetParameters())
            .Select(static parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName).OfType<string>()
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The one that blobs start.</summary>
    public static string OfBlobs { get; } = Methods
        .Single(static method => method.GetParameters().Any(static parameter => parameter.GetCustomAttribute<BlobTriggerAttribute>() is not null))
        .GetCustomAttribute<FunctionAttribute>()!.Name;
}
