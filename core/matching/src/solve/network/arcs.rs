//! The arcs of a node that have room, one by one, in both directions.

#![expect(clippy::indexing_slicing, reason = "node and pair numbers are those of the network")]

use super::Network;

/// How an arc leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solve) enum Arc {
    /// Uses a pair, by its row in the network.
    Take(u32),
    /// Gives a used pair up.
    Leave(u32),
    /// Leaves one more slot empty.
    Rest,
    /// Fills an empty slot.
    Wake,
    /// Fills or frees a seat, which costs nothing.
    Seat,
}

/// What there is at one place of a node's list of arcs.
pub(in crate::solve) enum Step {
    /// An arc with room.
    To(usize, Arc),
    /// An arc without.
    Blocked,
    /// The end of the list.
    End,
}

impl Network {
    /// The arc at one place of a node's list.
    pub(in crate::solve) fn step(&self, node: usize, at: u32) -> Step {
        if node < self.mentees {
            if at == 0 {
                return if self.empty_free[node] { Step::To(self.sink, Arc::Rest) } else { Step::Blocked };
            }
            let row = self.row_starts[node] + at - 1;
            if row >= self.row_starts[node + 1] {
                return Step::End;
            }
            if self.used[row as usize] {
                return Step::Blocked;
            }
            return Step::To(self.rows[row as usize].1 as usize, Arc::Take(row));
        }
        if node == self.sink {
            return self.step_down(&self.tops, at);
        }
        let place = node - self.mentees;
        if at == 0 {
            let seats = &self.seats[place];
            let open = seats.free && seats.taken < seats.most;
            return if open { Step::To(seats.above, Arc::Seat) } else { Step::Blocked };
        }
        if place < self.mentors {
            return match self.held[place].get(at as usize - 1) {
                Some(&row) => Step::To(self.mentee_of[row as usize] as usize, Arc::Leave(row)),
                None => Step::End,
            };
        }
        let members = &self.members[place - self.mentors];
        if at as usize > members.len() { Step::End } else { self.step_down(members, at - 1) }
    }

    /// From the sink or an organisation back to those below that have seats taken, or slots empty.
    fn step_down(&self, below: &[u32], at: u32) -> Step {
        let Some(&place) = below.get(at as usize) else {
            let mentee = at as usize - below.len();
            if mentee >= self.mentees {
                return Step::End;
            }
            let open = self.empty_free[mentee] && self.empty[mentee] > 0;
            return if open { Step::To(mentee, Arc::Wake) } else { Step::Blocked };
        };
        let seats = &self.seats[place as usize];
        let open = seats.free && seats.taken > seats.least;
        if open { Step::To(self.mentees + place as usize, Arc::Seat) } else { Step::Blocked }
    }

    /// Sends one unit along an arc.
    pub(in crate::solve) fn send(&mut self, from: usize, at: u32) {
        match self.step(from, at) {
            Step::To(to, Arc::Take(row)) => {
                self.used[row as usize] = true;
                self.held[to - self.mentees].push(row);
            }
            Step::To(_, Arc::Leave(row)) => {
                self.used[row as usize] = false;
                self.held[from - self.mentees].swap_remove(at as usize - 1);
            }
            Step::To(_, Arc::Rest) => self.empty[from] += 1,
            Step::To(to, Arc::Wake) => self.empty[to] -= 1,
            Step::To(to, Arc::Seat) if from < to => self.seats[from - self.mentees].taken += 1,
            Step::To(to, Arc::Seat) => self.seats[to - self.mentees].taken -= 1,
            Step::Blocked | Step::End => {}
        }
    }

    /// Sends one unit along an arc that leads from one node to the other, wherever it is in their lists.
    pub(in crate::solve) fn send_along(&mut self, from: usize, to: usize, arc: Arc) {
        match arc {
            Arc::Take(row) => {
                self.used[row as usize] = true;
                self.held[to - self.mentees].push(row);
            }
            Arc::Leave(row) => {
                self.used[row as usize] = false;
                self.held[from - self.mentees].retain(|&other| other != row);
            }
            Arc::Rest => self.empty[from] += 1,
            Arc::Wake => self.empty[to] -= 1,
            Arc::Seat if from < to => self.seats[from - self.mentees].taken += 1,
            Arc::Seat => self.seats[to - self.mentees].taken -= 1,
        }
    }

    /// Sorts the rows by mentor, which [`Network::step_back`] needs. No row may go out of play after it.
    pub(in crate::solve) fn index_backwards(&mut self) {
        let mut starts = vec![0_u32; self.mentors + 1];
        for &(_, mentor) in &self.rows {
            starts[mentor as usize - self.mentees + 1] += 1;
        }
        for mentor in 0..self.mentors {
            starts[mentor + 1] += starts[mentor];
        }
        let mut next = starts.clone();
        self.rows_to = vec![0; self.rows.len()];
        for (row, &(_, mentor)) in (0_u32..).zip(&self.rows) {
            let at = &mut next[mentor as usize - self.mentees];
            self.rows_to[*at as usize] = row;
            *at += 1;
        }
        self.rows_to_starts = starts;
    }

    /// The arc at one place of the list of those that lead to a node; gives the node it comes from.
    pub(in crate::solve) fn step_back(&self, node: usize, at: u32) -> Step {
        if node < self.mentees {
            if at == 0 {
                let open = self.empty_free[node] && self.empty[node] > 0;
                return if open { Step::To(self.sink, Arc::Wake) } else { Step::Blocked };
            }
            let row = self.row_starts[node] + at - 1;
            if row >= self.row_starts[node + 1] {
                return Step::End;
            }
            let mentor = self.rows[row as usize].1 as usize;
            return if self.used[row as usize] { Step::To(mentor, Arc::Leave(row)) } else { Step::Blocked };
        }
        if node == self.sink {
            return self.step_back_down(&self.tops, at);
        }
        let place = node - self.mentees;
        if at == 0 {
            let seats = &self.seats[place];
            let open = seats.free && seats.taken > seats.least;
            return if open { Step::To(seats.above, Arc::Seat) } else { Step::Blocked };
        }
        if place < self.mentors {
            let row = self.rows_to_starts[place] + at - 1;
            if row >= self.rows_to_starts[place + 1] {
                return Step::End;
            }
            let row = self.rows_to[row as usize];
            let mentee = self.mentee_of[row as usize] as usize;
            return if self.used[row as usize] { Step::Blocked } else { Step::To(mentee, Arc::Take(row)) };
        }
        let members = &self.members[place - self.mentors];
        if at as usize > members.len() { Step::End } else { self.step_back_down(members, at - 1) }
    }

    /// From those below that have free seats, or slots that may stay empty, to the sink or an organisation.
    fn step_back_down(&self, below: &[u32], at: u32) -> Step {
        let Some(&place) = below.get(at as usize) else {
            let mentee = at as usize - below.len();
            if mentee >= self.mentees {
                return Step::End;
            }
            return if self.empty_free[mentee] { Step::To(mentee, Arc::Rest) } else { Step::Blocked };
        };
        let seats = &self.seats[place as usize];
        let open = seats.free && seats.taken < seats.most;
        if open { Step::To(self.mentees + place as usize, Arc::Seat) } else { Step::Blocked }
    }
}
