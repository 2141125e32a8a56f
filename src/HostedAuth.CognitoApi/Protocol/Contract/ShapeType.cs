namespace HostedAuth.CognitoApi.Protocol.Contract;

/// <summary>The kinds of shape, named as the wire model names them.</summary>
internal enum ShapeType
{
    Structure,
    List,
    Map,
    String,
    Integer,
    Long,
    Boolean,
    Timestamp,
    Blob,

    /// <summary>Any JSON value.</summary>
    Document,
}
