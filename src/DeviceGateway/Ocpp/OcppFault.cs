namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>Why a call is not answered as it wished (OCPP-J 1.6, 4.2.3): the code of a CALLERROR and a sentence.</summary>
internal sealed record OcppFault(string Code, string Description)
{
    public static OcppFault NotImplemented(string action) => new("NotImplemented", $"{action} is no action of OCPP 1.6.");

    public static OcppFault NotSupported(string action) => new("NotSupported", $"{action} is not offered here.");

    public static OcppFault Internal { get; } = new("InternalError", "It could not be kept; send it again.");

    public static OcppFault Protocol(string what) => new("ProtocolError", what);

    /// <summary>The payload is not of the action's shape.</summary>
    public static OcppFault Formation(string what) => new("FormationViolation", what);

    /// <summary>A value is out of its bounds.</summary>
    public static OcppFault Property(string what) => new("PropertyConstraintViolation", what);

    /// <summary>A field is missing, or too many stand; the standard spells the code so.</summary>
    public static OcppFault Occurrence(string what) => new("OccurenceConstraintViolation", what);

    /// <summary>A value is of another type.</summary>
    public static OcppFault Type(string what) => new("TypeConstraintViolation", what);

    public static OcppFault Generic(string what) => new("GenericError", what);
}

/// <summary>Carries a fault out of the reading of a payload.</summary>
internal sealed class OcppFaultException(OcppFault fault) : Exception(fault.Description)
{
    public OcppFault Fault { get; } = fault;
}
