using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Writes queue and blob outputs of a finished call and starts what durableClient outputs ask for. The http output is the request's own answer.</summary>
/// <remarks>Written again when the call is repeated: outputs are delivered at least once.</remarks>
internal sealed class OutputWriter(
    StorageAccounts accounts, QueueSettings queues, Func<object, CancellationToken, Task> startOrchestrations)
{
    /// <summary>Writes what the result holds for the function's outputs.</summary>
    public async Task WriteAsync(FunctionCall call, InvocationResult result, CancellationToken cancellationToken)
    {
        foreach (BindingDefinition output in call.Function.Outputs)
        {
            if (!result.Outputs.TryGetValue(output.Name, out object? value))
            {
                continue;
            }

            if (output.Is("queue"))
            {
                await SendAsync(output, value, cancellationToken);
            }
            else if (output.Is("durableClient"))
            {
                await startOrchestrations(value, cancellationToken);
            }
            else if (output.Is("blob"))
            {
                await UploadAsync(output, value, cancellationToken);
            }
        }
    }

    private async Task SendAsync(BindingDefinition output, object value, CancellationToken cancellationToken)
    {
        QueueClient queue = accounts.Queues(output.Text("connection")).GetQueueClient(output.Text("queueName"));
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        IEnumerable<object?> messages = value is JArray items ? items : [value];
        foreach (object? message in messages)
        {
            byte[] bytes = Bytes(message);
            string text = queues.IsBase64
                ? Convert.ToBase64String(bytes)
                : System.Text.Encoding.UTF8.GetString(bytes);
            await queue.SendMessageAsync(text, cancellationToken);
        }
    }

    private async Task UploadAsync(BindingDefinition output, object value, CancellationToken cancellationToken)
    {
        string[] path = (output.Text("path") ?? string.Empty).Split('/', 2);
        if (path.Length < 2 || path[1].Contains('{', StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"LocalHost writes blob outputs with a literal path only, not '{output.Text("path")}'.");
        }

        BlobContainerClient container = accounts.Blobs(output.Text("connection")).GetBlobContainerClient(path[0]);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await container.GetBlobClient(path[1])
            .UploadAsync(BinaryData.FromBytes(Bytes(value)), overwrite: true, cancellationToken);
    }

    private static byte[] Bytes(object? value) => value switch
    {
        byte[] bytes => bytes,
        string text => System.Text.Encoding.UTF8.GetBytes(text),
        JValue { Value: string text } => System.Text.Encoding.UTF8.GetBytes(text),
        IFormattable and not JToken => System.Text.Encoding.UTF8.GetBytes(
            Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
        _ => System.Text.Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(value)),
    };
}
