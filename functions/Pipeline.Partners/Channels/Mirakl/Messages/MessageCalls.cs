using Pipeline.Partners.Channels.Mirakl.Calls;

namespace Pipeline.Partners.Channels.Mirakl.Messages;

/// <summary>Messages of customers and of the operator. They are answered there and nowhere else.</summary>
internal sealed class MessageCalls(MiraklApi api)
{
    /// <summary>Fewest and most characters of a message.</summary>
    public const int FewestCharacters = 3, MostCharacters = 50_000;

    /// <summary>Threads that changed since a time, with their last messages (M11).</summary>
    public Task<MiraklResult<IReadOnlyList<MessageThread>>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) => api
        .BySeekAsync<MessageThread>(
            new(MiraklOperations.Threads) { Query = MiraklQuery.Empty.With("updated_since", since).With("with_messages", true) }, MiraklOperations.Threads, cancellationToken)
        .WholeAsync(static thread => thread.Id);

    /// <summary>Threads of an order (M11).</summary>
    public Task<MiraklResult<IReadOnlyList<MessageThread>>> ListAsync(string orderId, CancellationToken cancellationToken) => api
        .BySeekAsync<MessageThread>(
            new(MiraklOperations.Threads)
            {
                Query = MiraklQuery.Empty.With("entity_type", "MMP_ORDER").WithEach("entity_id", [orderId]).With("with_messages", true), Subject = orderId,
            },
            MiraklOperations.Threads, cancellationToken)
        .WholeAsync(static thread => thread.Id);

    /// <summary>Answers a thread (M12). A lost answer leaves open whether it was sent: the thread tells.</summary>
    public Task<MiraklResult<MessageSent>> ReplyAsync(string threadId, MessageReply reply, CancellationToken cancellationToken) => api.ReadAsync<MessageSent>(
        new MiraklRequest(MiraklOperations.Reply, threadId) { Subject = threadId }.WithForm(new MiraklForm().WithJson("message_input", reply)), cancellationToken);

    /// <summary>Begins a thread about an order (OR43). A lost answer leaves open whether it was begun.</summary>
    public Task<MiraklResult<MessageSent>> OpenAsync(string orderId, NewThread thread, CancellationToken cancellationToken) => api.ReadAsync<MessageSent>(
        new MiraklRequest(MiraklOperations.OpenThread, orderId) { Subject = orderId }.WithForm(new MiraklForm().WithJson("thread_input", thread)), cancellationToken);

    /// <summary>Gets an attachment (M13).</summary>
    public Task<MiraklResult<byte[]>> DownloadAsync(string attachmentId, CancellationToken cancellationToken) =>
        api.DownloadAsync(new(MiraklOperations.Attachment, attachmentId), cancellationToken);
}
