using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>A row as a dictionary of property names (case matters) and values.</summary>
/// <remarks>
/// Values are <see cref="string"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>,
/// <see cref="Guid"/>, <see cref="DateTimeOffset"/> or UTC <see cref="DateTime"/> (read back as the former),
/// <see cref="byte"/> arrays and <see cref="BinaryData"/> (read back as arrays). A <see langword="null"/> is not sent.
/// Keys, ETag and time stamp are entries too: <c>PartitionKey, RowKey, odata.etag, Timestamp</c>.
/// </remarks>
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    /// <summary>Entry of the partition key.</summary>
    internal const string PartitionKeyName = "PartitionKey";

    /// <summary>Entry of the row key.</summary>
    internal const string RowKeyName = "RowKey";

    /// <summary>Entry of the time stamp.</summary>
    internal const string TimestampName = "Timestamp";

    /// <summary>Entry of the ETag.</summary>
    internal const string ETagName = "odata.etag";

    /// <summary>A row without keys.</summary>
    public TableEntity() => Properties = new(StringComparer.Ordinal);

    /// <summary>A row with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>A row with these properties, keys among them.</summary>
    public TableEntity(IDictionary<string, object?> values) => Properties = new(values, StringComparer.Ordinal);

    /// <summary>An empty row with room for a number of properties.</summary>
    internal TableEntity(int capacity) => Properties = new(capacity, StringComparer.Ordinal);

    /// <inheritdoc />
    [AllowNull]
    public string PartitionKey
    {
        get => GetString(PartitionKeyName)!;
        set => Properties[PartitionKeyName] = value;
    }

    /// <inheritdoc />
    [AllowNull]
    public string RowKey
    {
        get => GetString(RowKeyName)!;
        set => Properties[RowKeyName] = value;
    }

    /// <inheritdoc />
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(TimestampName);
        set => Properties[TimestampName] = value;
    }

    /// <inheritdoc />
    public ETag ETag
    {
        get => GetString(ETagName) is { } etag ? new ETag(etag) : default;
        set => Properties[ETagName] = value.ToString();
    }

    /// <summary>Number of entries.</summary>
    public int Count => Properties.Count;

    /// <summary>Names of the entries.</summary>
    public ICollection<string> Keys => Properties.Keys;

    /// <inheritdoc />
    ICollection<object?> IDictionary<string, object?>.Values => Properties.Values;

    /// <inheritdoc />
    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>The entries without an interface between, for the writer's enumeration.</summary>
    internal Dictionary<string, object?> Properties { get; }

    /// <summary>The value, or <see langword="null"/> when there is no such entry.</summary>
    public object? this[string key]
    {
        get => Properties.GetValueOrDefault(key);
        set => Properties[key] = value;
    }

    /// <summary>The text; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public string? GetString(string key) => Get<string>(key);

    /// <summary>The bytes; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public byte[]? GetBinary(string key) => this[key] is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    /// <summary>The bytes; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public BinaryData? GetBinaryData(string key) =>
        this[key] is BinaryData data ? data : Get<byte[]>(key) is { } bytes ? BinaryData.FromBytes(bytes) : null;

    /// <summary>The truth value; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public bool? GetBoolean(string key) => GetValue<bool>(key);

    /// <summary>The instant in UTC; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public DateTime? GetDateTime(string key) => GetDateTimeOffset(key)?.UtcDateTime;

    /// <summary>The instant; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) =>
        this[key] is DateTime { Kind: DateTimeKind.Utc } utc ? new DateTimeOffset(utc) : GetValue<DateTimeOffset>(key);

    /// <summary>The number; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public double? GetDouble(string key) => GetValue<double>(key);

    /// <summary>The identifier; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public Guid? GetGuid(string key) => GetValue<Guid>(key);

    /// <summary>The number; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public int? GetInt32(string key) => GetValue<int>(key);

    /// <summary>The number; <see langword="null"/> when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public long? GetInt64(string key) => GetValue<long>(key);

    /// <inheritdoc />
    public void Add(string key, object? value) => Properties.Add(key, value);

    /// <inheritdoc />
    public bool ContainsKey(string key) => Properties.ContainsKey(key);

    /// <inheritdoc />
    public bool Remove(string key) => Properties.Remove(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, out object? value) => Properties.TryGetValue(key, out value);

    /// <inheritdoc />
    public void Clear() => Properties.Clear();

    /// <inheritdoc />
    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    /// <inheritdoc />
    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => Properties.Contains(item);

    /// <inheritdoc />
    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)Properties).CopyTo(array, arrayIndex);

    /// <inheritdoc />
    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)Properties).Remove(item);

    /// <inheritdoc />
    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() =>
        Properties.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => Properties.GetEnumerator();

    private T? Get<T>(string key)
        where T : class =>
        this[key] switch
        {
            null => null,
            T value => value,
            object other => throw Mistyped(key, typeof(T), other),
        };

    private T? GetValue<T>(string key)
        where T : struct =>
        this[key] switch
        {
            null => null,
            T value => value,
            object other => throw Mistyped(key, typeof(T), other),
        };

    private static InvalidOperationException Mistyped(string key, Type wanted, object found) =>
        new($"Property '{key}' is {found.GetType().Name}, not {wanted.Name}.");
}
