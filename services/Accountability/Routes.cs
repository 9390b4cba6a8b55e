using Efficiency.Accountability.Features.Absences;
using Efficiency.Accountability.Features.Leads;
using Efficiency.Accountability.Features.People;
using Efficiency.Accountability.Features.Posts;
using Efficiency.Accountability.Features.Profiles;
using Efficiency.Accountability.Features.Regulations;
using Efficiency.Accountability.Features.Units;

namespace Efficiency.Accountability;

/// <summary>Every use case of the service, by what it is about.</summary>
internal static class Routes
{
    public static void MapDirectory(this IEndpointRouteBuilder api)
    {
        RegisterUnit.Map(api);
        ChangeUnit.Map(api);
        GetUnit.Map(api);
        ListUnits.Map(api);
        RegisterStaff.Map(api);
        ChangeStaff.Map(api);
        GetStaff.Map(api);
        ListStaff.Map(api);
        RegisterPost.Map(api);
        GetPost.Map(api);
        ListPosts.Map(api);
        AssignPost.Map(api);
        EndAssignment.Map(api);
        ListAssignments.Map(api);
        GetResponsibility.Map(api);
    }

    public static void MapAbsences(this IEndpointRouteBuilder api)
    {
        RecordAbsence.Map(api);
        ReturnFromAbsence.Map(api);
        GetAbsence.Map(api);
        ListAbsences.Map(api);
    }

    public static void MapRegister(this IEndpointRouteBuilder api)
    {
        ListProfiles.Map(api);
        GetProfile.Map(api);
        ListPolicyKeys.Map(api);
        DraftRegulation.Map(api);
        ApproveRegulation.Map(api);
        WithdrawRegulation.Map(api);
        GetRegulation.Map(api);
        ListRegulations.Map(api);
    }

    public static void MapLeads(this IEndpointRouteBuilder api)
    {
        ListLeads.Map(api);
        GetLead.Map(api);
    }
}
