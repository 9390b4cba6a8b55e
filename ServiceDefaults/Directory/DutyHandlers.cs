using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;

namespace Efficiency.ServiceDefaults.Directory;

internal sealed class PostAssignedHandler(ServiceDbContext db) : IEventHandler<PostAssigned>
{
    public async Task<Handled> HandleAsync(PostAssigned message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var assignment = await db.FindAsync<PostAssignment>([message.AssignmentId], cancellationToken);
        if (assignment is null)
        {
            db.Add(new PostAssignment
            {
                Id = message.AssignmentId,
                PostId = message.PostId,
                UnitId = message.UnitId,
                StaffId = message.StaffId,
                Seat = message.Seat,
                From = message.From,
                To = message.To,
                Version = headers.Version,
            });
            db.Arrived(message.AssignmentId);
        }
        else if (assignment.Version < headers.Version)
        {
            assignment.PostId = message.PostId;
            assignment.UnitId = message.UnitId;
            assignment.StaffId = message.StaffId;
            assignment.Seat = message.Seat;
            assignment.From = message.From;
            assignment.To = message.To;
            assignment.Version = headers.Version;
        }

        return Handled.Done;
    }
}

internal sealed class StandInActivatedHandler(ServiceDbContext db) : IEventHandler<StandInActivated>
{
    public async Task<Handled> HandleAsync(StandInActivated message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var standIn = await db.FindAsync<StandIn>([message.StandInId], cancellationToken);
        if (standIn is null)
        {
            db.Add(new StandIn
            {
                Id = message.StandInId,
                PostId = message.PostId,
                UnitId = message.UnitId,
                StaffId = message.StaffId,
                ForStaffId = message.ForStaffId,
                From = message.From,
                To = message.To,
                Version = headers.Version,
            });
            db.Arrived(message.StandInId);
        }
        else if (standIn.Version < headers.Version)
        {
            standIn.PostId = message.PostId;
            standIn.UnitId = message.UnitId;
            standIn.StaffId = message.StaffId;
            standIn.ForStaffId = message.ForStaffId;
            standIn.From = message.From;
            standIn.To = message.To;
            standIn.Version = headers.Version;
        }

        return Handled.Done;
    }
}

internal sealed class StandInEndedHandler(ServiceDbContext db) : IEventHandler<StandInEnded>
{
    public async Task<Handled> HandleAsync(StandInEnded message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var standIn = await db.FindAsync<StandIn>([message.StandInId], cancellationToken);
        if (standIn is null)
        {
            // It says who ended nothing: the beginning is on its way and knows the person.
            return Handled.Early(message.StandInId);
        }

        if (standIn.Version < headers.Version)
        {
            standIn.To = message.EndedAt;
            standIn.Version = headers.Version;
        }

        return Handled.Done;
    }
}

internal sealed class PostUncoveredHandler(ServiceDbContext db) : IEventHandler<PostUncovered>
{
    public async Task<Handled> HandleAsync(PostUncovered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var uncovered = await db.FindAsync<UncoveredPost>([headers.AggregateId, message.PostId], cancellationToken);
        if (uncovered is null)
        {
            db.Add(new UncoveredPost
            {
                Id = headers.AggregateId,
                PostId = message.PostId,
                UnitId = message.UnitId,
                HeldByStaffId = message.HeldByStaffId,
                From = message.From,
                To = message.To,
                Version = headers.Version,
            });
        }
        else if (uncovered.Version < headers.Version)
        {
            uncovered.UnitId = message.UnitId;
            uncovered.HeldByStaffId = message.HeldByStaffId;
            uncovered.From = message.From;
            uncovered.To = message.To;
            uncovered.Version = headers.Version;
        }

        return Handled.Done;
    }
}
