//! Where the panels stand on a wide page, and how they share its room. Pure; kept as one line of text.

use super::state::Tab;

/// The places of a wide page, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the left, above: the ways to write the program, and nothing else.
    Write,
    /// At the left, below.
    LeftBelow,
    /// At the right, above. Never empty.
    Right,
    /// At the right, below.
    RightBelow,
}

impl Place {
    /// Every place.
    pub const ALL: [Place; 4] = [
        Place::Write,
        Place::LeftBelow,
        Place::Right,
        Place::RightBelow,
    ];
    /// Those that a panel may be moved to.
    pub const FREE: [Place; 3] = [Place::LeftBelow, Place::Right, Place::RightBelow];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Place::Write => "left, above",
            Place::LeftBelow => "left, below",
            Place::Right => "right, above",
            Place::RightBelow => "right, below",
        }
    }
}

/// A line between two places, which can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Between left and right: the share of the left side.
    Sides,
    /// At the left: the share of what is below.
    LeftBelow,
    /// At the right: the share of what is below.
    RightBelow,
}

impl Edge {
    /// Every edge.
    pub const ALL: [Edge; 3] = [Edge::Sides, Edge::LeftBelow, Edge::RightBelow];

    /// What its share is called.
    pub fn name(self) -> &'static str {
        match self {
            Edge::Sides => "Width of the left side",
            Edge::LeftBelow => "Height of the panel below, at the left",
            Edge::RightBelow => "Height of the panel below, at the right",
        }
    }

    /// Smallest share, the one that a new page has about, and the largest, in per cent.
    pub fn range(self) -> (u8, u8, u8) {
        match self {
            Edge::Sides => (25, 35, 65),
            Edge::LeftBelow => (10, 32, 70),
            Edge::RightBelow => (10, 45, 80),
        }
    }

    /// The custom property of the style sheet that holds its share.
    fn property(self) -> &'static str {
        match self {
            Edge::Sides => "--left",
            Edge::LeftBelow => "--left-below",
            Edge::RightBelow => "--right-below",
        }
    }
}

/// Panels that share a place, one of which is shown (`front`, which means nothing where there is none).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    tabs: Vec<Tab>,
    front: Tab,
}

/// Which panel stands where, and the shares of the room that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    groups: [Group; 4],
    shares: [Option<u8>; 3],
}

impl Default for Layout {
    fn default() -> Self {
        Self::of([
            &[Tab::Code, Tab::Builder],
            &[Tab::Output],
            &[Tab::Objects, Tab::Classes, Tab::Access, Tab::Pickle],
            &[Tab::Memory, Tab::Versions],
        ])
    }
}

impl Layout {
    fn of(places: [&[Tab]; 4]) -> Self {
        Self {
            groups: places.map(|tabs| Group {
                tabs: tabs.to_vec(),
                front: tabs.first().copied().unwrap_or(Tab::Code),
            }),
            shares: [None; 3],
        }
    }

    /// The panels of a place, in order.
    pub fn tabs(&self, place: Place) -> &[Tab] {
        &self.groups[place as usize].tabs
    }

    /// The panel of a place that is shown; none where there is no panel.
    pub fn front(&self, place: Place) -> Option<Tab> {
        let group = &self.groups[place as usize];
        Some(group.front).filter(|front| group.tabs.contains(front))
    }

    /// The place of a panel.
    pub fn place(&self, tab: Tab) -> Place {
        let place = |place: &Place| self.tabs(*place).contains(&tab);
        Place::ALL.into_iter().find(place).unwrap_or(Place::Write)
    }

    /// The share of an edge in per cent; none where nobody has moved it.
    pub fn share(&self, edge: Edge) -> Option<u8> {
        self.shares[edge as usize]
    }

    /// The shares as the style sheet takes them.
    pub fn style(&self) -> Option<String> {
        let chosen = Edge::ALL.into_iter().filter_map(|edge| {
            let share = self.share(edge)?;
            Some(format!("{}: {share}%;", edge.property()))
        });
        Some(chosen.collect::<String>()).filter(|style| !style.is_empty())
    }

    /// Shows a panel in its place.
    pub fn turn_to(&mut self, tab: Tab) {
        let place = self.place(tab);
        self.groups[place as usize].front = tab;
    }

    /// Moves a panel to a place, where it is shown. The ways to write stay; and something is always at the right.
    pub fn arrange(&mut self, tab: Tab, place: Place) {
        if self.place(tab) == Place::Write || place == Place::Write || self.place(tab) == place {
            return;
        }
        let before = self.clone();
        for group in &mut self.groups {
            group.tabs.retain(|&other| other != tab);
            if group.front == tab {
                group.front = group.tabs.first().copied().unwrap_or(tab);
            }
        }
        self.groups[place as usize].tabs.push(tab);
        self.turn_to(tab);
        if self.tabs(Place::Right).is_empty() {
            self.groups
                .swap(Place::Right as usize, Place::RightBelow as usize);
        }
        if self.tabs(Place::Right).is_empty() {
            *self = before;
        }
    }

    /// Gives an edge a share, within its range; as it was, with none.
    pub fn set_share(&mut self, edge: Edge, share: Option<u8>) {
        let (least, _, most) = edge.range();
        self.shares[edge as usize] = share.map(|share| share.clamp(least, most));
    }

    /// The layout as one line, from which [`Layout::from_text`] reads it; none for the one that a new page has.
    pub fn text(&self) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let places = Place::ALL.map(|place| {
            let names = self.tabs(place).iter().map(|tab| {
                let front = self.front(place) == Some(*tab);
                format!("{}{}", tab.name(), if front { "*" } else { "" })
            });
            names.collect::<Vec<_>>().join(" ")
        });
        let shares = self
            .shares
            .map(|share| share.map_or("-".to_string(), |share| share.to_string()));
        Some(format!("{}|{}", places.join("|"), shares.join(" ")))
    }

    /// The layout of a line; none for any other text, as of a version with other panels.
    pub fn from_text(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('|').collect();
        let (shares, places) = parts.split_last()?;
        let mut layout = Self::of([&[]; 4]);
        if places.len() != layout.groups.len() {
            return None;
        }
        for (group, names) in layout.groups.iter_mut().zip(places) {
            for name in names.split(' ').filter(|name| !name.is_empty()) {
                let bare = name.trim_end_matches('*');
                let tab = Tab::ALL.into_iter().find(|tab| tab.name() == bare)?;
                group.tabs.push(tab);
                if bare != name || group.tabs.len() == 1 {
                    group.front = tab;
                }
            }
        }
        for (edge, share) in Edge::ALL.into_iter().zip(shares.split(' ')) {
            layout.set_share(edge, share.parse().ok());
        }
        let each_once = Tab::ALL.into_iter().all(|tab| {
            let all = layout.groups.iter().flat_map(|group| &group.tabs);
            all.filter(|other| **other == tab).count() == 1
        });
        let write_stays = layout.tabs(Place::Write) == Self::default().tabs(Place::Write);
        let right = !layout.tabs(Place::Right).is_empty();
        (each_once && write_stays && right).then_some(layout)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_moves_and_is_shown_where_it_went() {
        let mut layout = Layout::default();
        layout.arrange(Tab::Output, Place::Right);
        assert_eq!(layout.tabs(Place::LeftBelow), []);
        assert_eq!(layout.front(Place::LeftBelow), None);
        assert_eq!(layout.front(Place::Right), Some(Tab::Output));
        layout.turn_to(Tab::Classes);
        layout.arrange(Tab::Classes, Place::LeftBelow);
        assert_eq!(layout.front(Place::Right), Some(Tab::Objects));
        assert_eq!(layout.front(Place::LeftBelow), Some(Tab::Classes));
    }

    #[test]
    fn the_ways_to_write_stay_and_something_is_always_at_the_right() {
        let mut layout = Layout::default();
        layout.arrange(Tab::Code, Place::Right);
        layout.arrange(Tab::Memory, Place::Write);
        assert_eq!(layout, Layout::default());
        for tab in [Tab::Objects, Tab::Classes, Tab::Access, Tab::Pickle] {
            layout.arrange(tab, Place::LeftBelow);
        }
        assert_eq!(layout.tabs(Place::Right), [Tab::Memory, Tab::Versions]);
        layout.arrange(Tab::Memory, Place::LeftBelow);
        layout.arrange(Tab::Versions, Place::LeftBelow);
        assert_eq!(layout.tabs(Place::Right), [Tab::Versions]);
    }

    #[test]
    fn shares_stay_in_range() {
        let mut layout = Layout::default();
        assert_eq!(layout.style(), None);
        layout.set_share(Edge::Sides, Some(99));
        layout.set_share(Edge::RightBelow, Some(0));
        assert_eq!(
            layout.style().as_deref(),
            Some("--left: 65%;--right-below: 10%;")
        );
        layout.set_share(Edge::Sides, None);
        assert_eq!(layout.share(Edge::Sides), None);
    }

    #[test]
    fn what_is_kept_comes_back() {
        let mut layout = Layout::default();
        assert_eq!(layout.text(), None);
        layout.arrange(Tab::Memory, Place::LeftBelow);
        layout.turn_to(Tab::Access);
        layout.set_share(Edge::LeftBelow, Some(50));
        let text = layout.text().unwrap_or_default();
        assert_eq!(Layout::from_text(&text), Some(layout));
    }

    #[test]
    fn what_is_no_layout_is_none() {
        for text in [
            "",
            "|||",
            "Code* Builder|Output*|Objects*|Memory*|- - -",
            "Code Builder|Output|Objects Classes Access Pickle Nothing|Memory Versions|- - -",
            "Builder|Code Output|Objects Classes Access Pickle|Memory Versions|- - -",
            "Code Builder|Output Objects Classes Access Pickle||Memory Versions|- - -",
            "Code Builder|Output Output|Objects Classes Access Pickle|Memory Versions|- - -",
        ] {
            assert_eq!(Layout::from_text(text), None, "{text}");
        }
        assert!(
            Layout::from_text(
                "Code Builder|Output|Objects Classes Access Pickle|Memory Versions|x 900"
            )
            .is_some_and(|layout| layout.share(Edge::Sides).is_none())
        );
    }
}
