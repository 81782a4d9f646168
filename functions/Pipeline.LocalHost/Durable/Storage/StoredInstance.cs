using Azure;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>A state as it was read, with the ETag that a replacement must name.</summary>
internal sealed record StoredInstance(InstanceState State, ETag ETag);
