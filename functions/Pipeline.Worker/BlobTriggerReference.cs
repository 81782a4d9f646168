namespace Microsoft.Azure.Functions.Worker;

/// <summary>Points to the blob that made a function run. The content is read through <see cref="Uri"/>.</summary>
/// <remarks>
/// Source: functions-custom-handler.md §1.5 and §2.3. The container is the one the trigger names: a call that tells of
/// another one is refused before the function runs.
/// </remarks>
/// <param name="Uri">Absolute address of the blob, escaped, without credentials.</param>
/// <param name="Container">Container name; <c>$root</c> when the address has none.</param>
/// <param name="Name">Blob name inside the container, not escaped, with its slashes.</param>
/// <param name="Captures">What each <c>{name}</c> of the trigger's path stands for, not escaped; keys ignore case.</param>
public sealed record BlobTriggerReference(
    Uri Uri,
    string Container,
    string Name,
    IReadOnlyDictionary<string, string> Captures);
