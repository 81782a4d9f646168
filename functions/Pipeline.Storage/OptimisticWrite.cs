using Azure;

namespace Pipeline.Storage;

/// <summary>Changes rows that others may be changing at the same time, by their ETags.</summary>
internal static class OptimisticWrite
{
    private const int ConflictLimit = 20;

    /// <summary>Reads, decides and writes; does it again when somebody else was faster.</summary>
    /// <param name="turn">
    /// Reads what stands there now and writes under its ETag, or adds it; is told how many turns were in vain before. Must have
    /// no other effect that may not be repeated.
    /// </param>
    /// <param name="conflictLimit">Turns in vain after which it is given up.</param>
    /// <exception cref="RequestFailedException">The last turn's conflict, or any other refusal.</exception>
    public static async Task<T> RunAsync<T>(Func<int, Task<T>> turn, int conflictLimit = ConflictLimit)
    {
        for (int conflicts = 0; ; conflicts++)
        {
            try
            {
                return await turn(conflicts);
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && conflicts < conflictLimit)
            {
                // Written, removed or added by another since it was read: look what is there now.
            }
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(Func<int, Task> turn) => RunAsync(async conflicts =>
    {
        await turn(conflicts);
        return true;
    });
}
