using System.Text.Json;

namespace Microsoft.DurableTask.Execution;

/// <summary>An operation whose outcome is still to come from history.</summary>
internal abstract class OpenTask(int id, string name)
{
    /// <summary>Id of the action that started it.</summary>
    public int Id { get; } = id;

    /// <summary>Name of the activity, sub-orchestrator or event.</summary>
    public string Name { get; } = name;

    /// <summary>Completes with a JSON text; null for none.</summary>
    public abstract void Complete(string? json);

    /// <summary>Completes with a failure.</summary>
    public abstract void Fail(TaskFailureDetails failure);

    /// <summary>Ends the wait without outcome.</summary>
    public abstract void Cancel(CancellationToken token);
}

/// <summary>An operation with a result of a type.</summary>
internal sealed class OpenTask<T>(int id, string name, bool isActivity, JsonSerializerOptions json) : OpenTask(id, name)
{
    // Continuations run inside SetResult: asynchronous ones would go to the pool.
#pragma warning disable MA0173
    private readonly TaskCompletionSource<T> _source = new();
#pragma warning restore MA0173

    public Task<T> Task => _source.Task;

    public override void Complete(string? json)
    {
        try
        {
            if (!isActivity)
            {
                _source.TrySetResult(DurableJson.Read<T>(json, Options)!);
            }
            else if (ActivityEnvelope.TryReadFailure(json, out TaskFailureDetails? failure))
            {
                Fail(failure);
            }
            else
            {
                _source.TrySetResult(ActivityEnvelope.ReadResult<T>(json, Options)!);
            }
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // The code sees it where it awaits, and may handle it as any failure.
            _source.TrySetException(exception);
        }
    }

    public override void Fail(TaskFailureDetails failure) =>
        _source.TrySetException(new TaskFailedException(Name, Id, failure));

    public override void Cancel(CancellationToken token) => _source.TrySetCanceled(token);

    private JsonSerializerOptions Options { get; } = json;
}
