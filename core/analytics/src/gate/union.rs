//! Sets that grow together (union–find), with the least member as the name of each.

pub(super) struct Union(Vec<usize>);

impl Union {
    pub(super) fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    pub(super) fn find(&mut self, mut one: usize) -> usize {
        while let Some(&up) = self.0.get(one).filter(|up| **up != one) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(place) = self.0.get_mut(one) {
                *place = above;
            }
            one = up;
        }
        one
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(place) = self.0.get_mut(a.max(b)) {
            *place = a.min(b);
        }
    }
}
