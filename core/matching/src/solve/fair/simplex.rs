//! A network simplex for circulations with bounds on every arc and costs of any ordered group.
//!
//! The basis survives a change of costs, so a ladder of objectives, each optimised among the optima of those before it, is
//! one run: after a step, the arcs whose reduced cost is not zero are frozen where they are, and what remains free is
//! the face of all optima. Trees stay strongly feasible (Cunningham 1976), hence no cycling.

#![expect(clippy::indexing_slicing, reason = "node and arc numbers are made here and index vectors made with them")]

use super::start::Start;

/// An ordered group that costs are taken from.
pub(super) trait Cost: Copy + Ord + Default {
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
}

impl Cost for i64 {
    fn plus(self, other: Self) -> Self {
        self + other
    }
    fn minus(self, other: Self) -> Self {
        self - other
    }
}

impl Cost for i128 {
    fn plus(self, other: Self) -> Self {
        self + other
    }
    fn minus(self, other: Self) -> Self {
        self - other
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Tree,
    Lower,
    Upper,
    /// Never to change again.
    Frozen,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) tail: u32,
    pub(super) head: u32,
    pub(super) lower: i64,
    pub(super) upper: i64,
}

const NONE: u32 = u32::MAX;

/// Arcs are numbered as given; after them comes one artificial arc for each node, to or from the root.
pub(super) struct Simplex {
    arcs: Vec<Arc>,
    flow: Vec<i64>,
    state: Vec<State>,
    /// The given arcs that are not frozen.
    open: Vec<u32>,
    nodes: usize,
    parent: Vec<u32>,
    /// The arc to the parent.
    via: Vec<u32>,
    depth: Vec<u32>,
    child: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    at: usize,
}

/// Reduced costs: `cost + potential(tail) − potential(head)`, which is zero on the tree.
pub(super) struct Potentials<C>(Vec<C>);

impl<C: Cost> Potentials<C> {
    /// How much more the head has than the tail.
    pub(super) fn rise(&self, arc: &Arc) -> C {
        self.0[arc.head as usize].minus(self.0[arc.tail as usize])
    }
}

impl Simplex {
    /// Looks for a circulation within the bounds; if there is none, gives potentials that prove it: Σ rise × upper over
    /// arcs that rise + Σ rise × lower over arcs that fall is below zero.
    pub(super) fn new(nodes: usize, mut arcs: Vec<Arc>, start: Start) -> Result<Self, Potentials<i64>> {
        let given = arcs.len();
        let Start { mut flow, hangs_by } = start;
        let mut excess = vec![0_i64; nodes];
        for (arc, flow) in arcs.iter().zip(&flow) {
            excess[arc.head as usize] += flow;
            excess[arc.tail as usize] -= flow;
        }
        let state_of = |(arc, &flow): (&Arc, &i64)| match flow {
            _ if arc.lower == arc.upper => State::Frozen,
            _ if flow == arc.lower => State::Lower,
            _ => State::Upper,
        };
        let mut state: Vec<State> = arcs.iter().zip(&flow).map(state_of).collect();
        let open = (0..index(given)).filter(|&arc| state[arc as usize] != State::Frozen).collect();
        let root = index(nodes);
        let (mut parent, mut via) = (vec![root; nodes], Vec::with_capacity(nodes));
        for (node, (&excess, &hangs_by)) in (0_u32..).zip(excess.iter().zip(&hangs_by)) {
            let (tail, head) = if excess >= 0 { (node, root) } else { (root, node) };
            arcs.push(Arc { tail, head, lower: 0, upper: i64::MAX / 4 });
            flow.push(excess.abs());
            state.push(if hangs_by.is_some() { State::Frozen } else { State::Tree });
            via.push(index(hangs_by.unwrap_or(given + node as usize)));
            if let Some(arc) = hangs_by {
                state[arc] = State::Tree;
                parent[node as usize] = if arcs[arc].tail == node { arcs[arc].head } else { arcs[arc].tail };
            }
        }
        let mut simplex = Self {
            arcs,
            flow,
            state,
            open,
            nodes: nodes + 1,
            parent,
            via,
            depth: vec![0; nodes + 1],
            child: vec![NONE; nodes + 1],
            next: vec![NONE; nodes + 1],
            previous: vec![NONE; nodes + 1],
            at: 0,
        };
        simplex.parent.push(NONE);
        simplex.via.push(NONE);
        for node in (0..root).rev() {
            simplex.hang(node, simplex.parent[node as usize]);
        }
        simplex.set_depths(nodes);
        let potentials = simplex.minimise(&|arc| i64::from(arc >= given));
        if simplex.flow[given..].iter().any(|&flow| flow > 0) {
            return Err(potentials);
        }
        // With every artificial arc going into the root, no flow on any of them can ever leave it again: they stay
        // empty without a cost, and an empty arc towards the root is what strong feasibility asks for.
        for (node, arc) in (0_u32..).zip(&mut simplex.arcs[given..]) {
            (arc.tail, arc.head) = (node, root);
        }
        for (state, arc) in simplex.state[given..].iter_mut().zip(given..) {
            if *state != State::Tree {
                *state = State::Frozen;
            }
            debug_assert_eq!(simplex.flow[arc], 0);
        }
        Ok(simplex)
    }

    pub(super) fn flow(&self, arc: usize) -> i64 {
        self.flow[arc]
    }

    /// Whether the arc may still carry something else.
    pub(super) fn is_open(&self, arc: usize) -> bool {
        self.state[arc] != State::Frozen
    }

    /// Whether the arc is in the tree, where a flow of zero is no statement.
    pub(super) fn is_basic(&self, arc: usize) -> bool {
        self.state[arc] == State::Tree
    }

    /// Freezes one arc that is not in the tree; the next freeze forgets it.
    pub(super) fn freeze_arc(&mut self, arc: usize) {
        self.state[arc] = State::Frozen;
    }

    fn sweep(&mut self) {
        let state = &self.state;
        self.open.retain(|&arc| state[arc as usize] != State::Frozen);
        self.at = 0;
    }

    /// Keeps all circulations that are optimal for these costs, given the potentials of an optimum, and no others.
    pub(super) fn freeze<C: Cost>(&mut self, cost: &impl Fn(usize) -> C, potentials: &Potentials<C>) {
        for &arc in &self.open {
            let at = arc as usize;
            if cost(at) != potentials.rise(&self.arcs[at]) {
                self.state[at] = State::Frozen;
            }
        }
        self.sweep();
    }

    /// Brings the cost to its least.
    pub(super) fn minimise<C: Cost>(&mut self, cost: &impl Fn(usize) -> C) -> Potentials<C> {
        let mut potentials = Potentials(vec![C::default(); self.nodes]);
        self.walk(self.nodes - 1, |simplex, node| {
            let (via, parent) = (simplex.via[node] as usize, simplex.parent[node] as usize);
            let base = potentials.0[parent];
            potentials.0[node] =
                if simplex.arcs[via].tail as usize == node { base.minus(cost(via)) } else { base.plus(cost(via)) };
        });
        debug_assert!(self.is_strongly_feasible(), "pivots could go in a circle");
        while let Some((arc, reduced)) = self.entering(cost, &potentials) {
            self.pivot(arc, reduced, &mut potentials);
        }
        debug_assert!(self.is_strongly_feasible(), "a pivot left the wrong arc out");
        potentials
    }

    /// Whether something more can flow from every node up to the root: then a pivot that moves no flow moves potentials one
    /// way only, and no tree comes back.
    fn is_strongly_feasible(&self) -> bool {
        (0..self.nodes - 1).all(|node| self.room(node, true) > 0)
    }

    /// The worst offender of the next block that has any.
    fn entering<C: Cost>(&mut self, cost: &impl Fn(usize) -> C, potentials: &Potentials<C>) -> Option<(usize, C)> {
        let length = self.open.len();
        let block = (length.isqrt()).max(64);
        let (mut best, mut scanned) = (None, 0);
        let mut worst = C::default();
        while scanned < length {
            let end = (self.at + block).min(length);
            for &arc in &self.open[self.at..end] {
                let at = arc as usize;
                let state = self.state[at];
                if state == State::Tree || state == State::Frozen {
                    continue;
                }
                let reduced = cost(at).minus(potentials.rise(&self.arcs[at]));
                let gain = if state == State::Lower { C::default().minus(reduced) } else { reduced };
                if gain > worst {
                    worst = gain;
                    best = Some((at, reduced));
                }
            }
            scanned += end - self.at;
            self.at = if end == length { 0 } else { end };
            if best.is_some() {
                return best;
            }
        }
        None
    }

    fn pivot<C: Cost>(&mut self, entering: usize, reduced: C, potentials: &mut Potentials<C>) {
        let arc = self.arcs[entering];
        let forward = self.state[entering] == State::Lower;
        let (from, to) = if forward { (arc.tail, arc.head) } else { (arc.head, arc.tail) };
        let apex = self.common_ancestor(from as usize, to as usize);
        // Of all arcs that block first, the last one on the cycle when it is walked from the apex leaves.
        let mut step = arc.upper - arc.lower;
        let mut leaving = None;
        let mut node = from as usize;
        while node != apex {
            let room = self.room(node, false);
            if room < step {
                step = room;
                leaving = Some((node, true));
            }
            node = self.parent[node] as usize;
        }
        node = to as usize;
        while node != apex {
            let room = self.room(node, true);
            if room <= step {
                step = room;
                leaving = Some((node, false));
            }
            node = self.parent[node] as usize;
        }
        if step > 0 {
            self.flow[entering] += if forward { step } else { -step };
            self.push(from as usize, apex, step, false);
            self.push(to as usize, apex, step, true);
        }
        let Some((cut, on_from_side)) = leaving else {
            self.state[entering] = if forward { State::Upper } else { State::Lower };
            return;
        };
        let left = self.via[cut] as usize;
        self.state[left] = if self.flow[left] == self.arcs[left].lower { State::Lower } else { State::Upper };
        self.state[entering] = State::Tree;
        let (moved, anchor) = if on_from_side { (from, to) } else { (to, from) };
        self.rehang(moved as usize, cut, anchor, index(entering));
        let shifted_up = moved == arc.head;
        self.walk(moved as usize, |_, node| {
            let old = potentials.0[node];
            potentials.0[node] = if shifted_up { old.plus(reduced) } else { old.minus(reduced) };
        });
    }

    /// How much more can flow between a node and its parent.
    fn room(&self, node: usize, upwards: bool) -> i64 {
        let via = self.via[node] as usize;
        let arc = &self.arcs[via];
        if (arc.tail as usize == node) == upwards { arc.upper - self.flow[via] } else { self.flow[via] - arc.lower }
    }

    fn push(&mut self, mut node: usize, apex: usize, step: i64, upwards: bool) {
        while node != apex {
            let via = self.via[node] as usize;
            let along = (self.arcs[via].tail as usize == node) == upwards;
            self.flow[via] += if along { step } else { -step };
            node = self.parent[node] as usize;
        }
    }

    fn common_ancestor(&self, mut a: usize, mut b: usize) -> usize {
        while a != b {
            if self.depth[a] >= self.depth[b] {
                a = self.parent[a] as usize;
            } else {
                b = self.parent[b] as usize;
            }
        }
        a
    }

    /// Cuts the subtree of `cut` off and hangs it up at `moved`, below `anchor`.
    fn rehang(&mut self, moved: usize, cut: usize, anchor: u32, entering: u32) {
        let (mut node, mut parent, mut via) = (moved, anchor, entering);
        loop {
            let (old_parent, old_via) = (self.parent[node], self.via[node]);
            self.unhang(node, old_parent as usize);
            self.parent[node] = parent;
            self.via[node] = via;
            self.hang(index(node), parent);
            if node == cut {
                break;
            }
            (parent, via, node) = (index(node), old_via, old_parent as usize);
        }
        self.set_depths(moved);
    }

    fn set_depths(&mut self, top: usize) {
        let mut depth = std::mem::take(&mut self.depth);
        self.walk(top, |simplex, node| depth[node] = depth[simplex.parent[node] as usize] + 1);
        self.depth = depth;
    }

    fn hang(&mut self, node: u32, parent: u32) {
        let first = self.child[parent as usize];
        self.next[node as usize] = first;
        self.previous[node as usize] = NONE;
        if first != NONE {
            self.previous[first as usize] = node;
        }
        self.child[parent as usize] = node;
    }

    fn unhang(&mut self, node: usize, parent: usize) {
        let (before, after) = (self.previous[node], self.next[node]);
        if before == NONE {
            self.child[parent] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NONE {
            self.previous[after as usize] = before;
        }
    }

    /// Visits a subtree, parents first; its top too unless it is the root.
    fn walk(&self, top: usize, mut visit: impl FnMut(&Self, usize)) {
        if self.parent[top] != NONE {
            visit(self, top);
        }
        let mut at = top;
        loop {
            let mut node = self.child[at];
            while node == NONE {
                if at == top {
                    return;
                }
                node = self.next[at];
                if node == NONE {
                    at = self.parent[at] as usize;
                }
            }
            at = node as usize;
            visit(self, at);
        }
    }
}

fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}
